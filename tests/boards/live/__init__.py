"""The live board under strain: real servers, strict clients, and the hub on its own."""
