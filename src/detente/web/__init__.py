"""The workbench: a guarded HTTP interface on the loopback address, and the pages that use it."""
