#!/usr/bin/env node
// Checked in, so that npm can link it before the package has been built.
import '../build/bin.js'
