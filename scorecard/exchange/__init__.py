"""The only spreadsheet code: workbooks and tables written, checked and read back."""

import os

# Once lxml is there, as the Word documents need it, openpyxl would read with it in place of the parser that is made
# for files from strangers. Read when openpyxl is first imported, and nothing imports it before this package.
os.environ["OPENPYXL_LXML"] = "False"
