"""Scale-out: grids of scenarios on many processes or machines, resumable, results as Parquet."""
