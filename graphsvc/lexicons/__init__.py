"""The lexicons of detection: CSV files with a source in every row, to be read and extended with any table program."""
