"""What the browser asks for over plain HTTP. Views are thin: the door thinks, the log remembers."""
