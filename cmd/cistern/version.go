package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
)

func version(_ context.Context, p program, args []string) error {
	if done, err := parse(newFlags(p, "version", "", "Says which version this is."), args); done || err != nil {
		return err
	}
	revision := "unknown revision"
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				revision = s.Value
			}
		}
	}
	fmt.Fprintf(p.stdout, "cistern %s, %s\n", revision, runtime.Version())
	return nil
}
