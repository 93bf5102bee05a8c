using CompNeuro.Kernel.Execution;

namespace CompNeuro.Kernel.Tests.Engine;

public sealed class WarmUpTests
{
    [Fact]
    public void The_core_library_alone_is_enough_to_warm_the_compiler() => Assert.Null(Record.Exception(WarmUp.Compiler));
}
