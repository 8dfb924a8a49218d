"""What people see on a terminal: functions from answers to rich renderables, readable at 80 columns and without colour."""
