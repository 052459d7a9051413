"""The command as a process of its own, in whatever way the tests were started.

A shell lets what it starts in the background ignore interruptions, and that is inherited.
"""

PROGRAM = """
import signal, sys
from insigne.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.exit(main(sys.argv[1:]))
"""
