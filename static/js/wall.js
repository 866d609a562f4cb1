/** The big screen is always where the room is: it shows every area of the phase. */

import "coproduce/line";
import { hear } from "coproduce/news";
import { look, room } from "coproduce/view";

const follow = () => look(room().now);
hear("planned", follow);
follow();
