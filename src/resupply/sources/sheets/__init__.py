"""A case as people keep it: a folder of CSV files, or one workbook with the same sheets."""

from resupply.sources.sheets.package import write_datapackage
from resupply.sources.sheets.read import read_folder, read_workbook
from resupply.sources.sheets.tables import Tables

__all__ = ["Tables", "read_folder", "read_workbook", "write_datapackage"]
