alter table "attempt" set unlogged;
