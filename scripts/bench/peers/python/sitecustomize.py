# How does the AWS CLI, a Python program, keep the sandbox's time? Loaded by PYTHONPATH, so that it knows nothing of it.
# It takes part in the clock as sandbox/preload.js does: one line of JSON to say until when it sleeps, one that it is then.
# It has one thread that waits for its requests, so it sleeps nowhere but in time.sleep.
import datetime
import json
import os
import random
import time

kind, _, start = os.environ.get('SANDBOX_CLOCK', '').partition(':')

if kind == 'jump':
    channel = open(int(os.environ['NODE_CHANNEL_FD']), 'r+b', buffering=0, closefd=False)
    clock = {'now': float(start)}

    def sleep_until(until):
        channel.write(json.dumps({'clock': 'sleep', 'until': until, 'inFlight': 0}).encode() + b'\n')
        line = b''
        while not line.endswith(b'\n'):
            byte = channel.read(1)
            if not byte:
                raise SystemExit('the sandbox has gone')
            line += byte
        clock['now'] = float(json.loads(line)['now'])

    class Datetime(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls.fromtimestamp(clock['now'] / 1000, tz)

        @classmethod
        def utcnow(cls):
            return cls.fromtimestamp(clock['now'] / 1000, datetime.timezone.utc).replace(tzinfo=None)

    time.sleep = lambda seconds: sleep_until(clock['now'] + seconds * 1000)
    time.time = lambda: clock['now'] / 1000
    datetime.datetime = Datetime
    random.seed(int(os.environ.get('CHANCE', '0')))
    # Another program may have slept before this one began.
    sleep_until(clock['now'])
