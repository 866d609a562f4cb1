/** A workshop on the board: brings its parts together. What each one does is in the part itself. */

import "coproduce/time";
