// The explorer's page.
import "./index.css";

import { Explorer } from "./explorer";

void new Explorer().run();
