"""The only spreadsheet code: workbooks and tables written, checked and read back."""
