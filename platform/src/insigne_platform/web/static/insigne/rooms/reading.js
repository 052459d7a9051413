// Look again whether the list was read.
"use strict";
setTimeout(() => location.reload(), 3000);
