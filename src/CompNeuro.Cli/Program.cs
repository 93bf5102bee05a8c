using CompNeuro.Cli;
using CompNeuro.Cli.Commands;

// A front end waits for the kernel and interrupts it by signals: no command line is parsed for it, which would take time and end the
// process soon after the first signal.
return args is ["kernel", "start", "--connection-file", var connectionFile]
    ? await KernelCommand.StartAsync(connectionFile)
    : await CommandLine.RunAsync(args);
