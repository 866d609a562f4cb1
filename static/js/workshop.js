/** A workshop on the board: brings its parts together. What each one does is in the part itself. */

import "coproduce/agenda";
import "coproduce/hour";
import "coproduce/phase";
import "coproduce/along";
import "coproduce/following";
import "coproduce/time";
import "coproduce/answering";
import "coproduce/decided";
import "coproduce/sight";
import "coproduce/groups";
import "coproduce/quiet";
import "coproduce/keeping";
import "coproduce/settling";
import "coproduce/coming_back";
import "coproduce/piece";
import "coproduce/pulse";
import "coproduce/voice";
import "coproduce/writing_for";
