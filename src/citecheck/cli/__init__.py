"""The command line: arguments, progress and exit codes, and no logic.

    main     runs a command and turns what stops it into one line and an exit code
    group    the commands and `--version`
    options  what they share, and how options become settings
    output   what goes to standard output and to standard error
    progress the bar while pages are asked

Rooms are imported inside the commands, so that `citecheck --help` costs no more than click.
"""
