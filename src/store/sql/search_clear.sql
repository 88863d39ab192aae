INSERT INTO search (search) VALUES ('delete-all');
INSERT INTO digits (digits) VALUES ('delete-all');
