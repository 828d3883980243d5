machines = 3
