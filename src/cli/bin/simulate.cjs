#!/usr/bin/env node
require('./run.cjs')('simulate');
