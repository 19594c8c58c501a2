"""JSON Schemas by which editors complete and check the files of a guide; the model makes them."""
