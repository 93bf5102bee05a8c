namespace CompNeuro.Kernel.Tests.Engine;

/// <summary>Interrupt tests occupy every core with loops that never end, so they run alone.</summary>
[CollectionDefinition("interrupts", DisableParallelization = true)]
public sealed class InterruptsAlone;
