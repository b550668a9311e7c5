# Stops the server when its last user has gone, however that user ended.
# Standard input is the lease: reading it ends when no process holds it open.
cat
rm -f "$LEASE" # from here on newcomers wait for the end and start anew
cat            # those who came between the two lines above
exec "$BIN/pg_ctl" stop --pgdata "$DATA" --mode fast
