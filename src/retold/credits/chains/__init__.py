"""How credit passes through a story: whom each telling of a claim credits, and which ways of information are one."""
