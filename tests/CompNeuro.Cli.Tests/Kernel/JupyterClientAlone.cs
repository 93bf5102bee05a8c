namespace CompNeuro.Cli.Tests.Kernel;

/// <summary>Jupyter's suite of tests gives each message a tenth of a second, so it runs beside nothing else.</summary>
[CollectionDefinition("jupyter client", DisableParallelization = true)]
public sealed class JupyterClientAlone;
