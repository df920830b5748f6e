"""What runs, in what order, on what: everything that touches files, processes or Prefect."""
