#!/usr/bin/env node
require('./run.cjs')('verify');
