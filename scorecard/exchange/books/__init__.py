"""The workbook for ministries: every number live, with the evidence behind it."""
