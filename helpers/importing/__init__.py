"""What an instructor brings: text files, saved web pages, Word and PDF files → articles of the edition's form."""
