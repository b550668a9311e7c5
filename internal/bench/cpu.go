package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// ticks is the kernel's unit of CPU time in /proc: 100 a second on every Linux that Go runs on.
const tick = 10 * time.Millisecond

// cpuOf is the CPU time that a process has used.
func cpuOf(pid int) time.Duration {
	used, _ := stat(pid)
	return used
}

// usage is the CPU time of processes.
type usage map[int]time.Duration

// cpuOfTree is the CPU time of a process and of those of its children that live.
func cpuOfTree(pid int) usage {
	used := usage{pid: cpuOf(pid)}
	others, _ := filepath.Glob("/proc/[0-9]*")
	for _, path := range others {
		child, err := strconv.Atoi(filepath.Base(path))
		if err != nil {
			continue
		}
		if cpu, parent := stat(child); parent == pid {
			used[child] = cpu
		}
	}
	return used
}

// since is what the processes that still live have used since an earlier look; those that ended in between are left out.
func (u usage) since(before usage) (used time.Duration) {
	for pid, cpu := range u {
		used += cpu - before[pid]
	}
	return used
}

// stat reads user and system time (fields 14 and 15) and the parent (field 4) of /proc/PID/stat; zero for a process that is gone.
func stat(pid int) (cpu time.Duration, parent int) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, 0
	}
	_, after, _ := strings.Cut(string(text), ") ")
	fields := strings.Fields(after)
	parent, _ = strconv.Atoi(fields[1])
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * tick, parent
}

// machine says what the figures were taken on.
func machine() string {
	model := "unknown processor"
	text, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(text)) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			model = strings.TrimSpace(value)
		}
	}
	return fmt.Sprintf("%s, %d cores, %s/%s, %s", model, runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version())
}
