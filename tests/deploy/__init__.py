"""The files that containers start with, read, run and tried."""
