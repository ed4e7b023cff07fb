"""The version of retold, in one place."""

VERSION = "0.1.0"
