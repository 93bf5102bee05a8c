// The compiler's process, which the judge starts. A person uses the compneuro command.
return CompNeuro.Grading.Compiling.CompilerServer.Run();
