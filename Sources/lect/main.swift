print("lect")
