"""The workshop, on top of the boards: phases, time and the ways a room shares power."""
