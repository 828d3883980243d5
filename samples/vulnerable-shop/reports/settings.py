# Invented: nothing answers to these.
AWS_ACCESS_KEY_ID = "AKIAVULNSHOPFAKE42QX"
DATABASE_PASSWORD = "correct-horse-battery"


def connect(user, password="changeme-please"):
    import sqlite3

    return sqlite3.connect("shop.db")
