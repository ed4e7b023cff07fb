"""Quality against gold and against other tools, and speed: `python -m benchmarks` lists them.

The gold lies in `../shared`, beside the project; its texts belong to their publishers and are read there, never copied. A benchmark
that does not find its data says so.
"""
