using CompNeuro.Kernel;

namespace CompNeuro.Cli.Tests.Widgets;

public sealed class LiveControlHelpTests
{
    [Fact]
    public async Task A_cell_completes_and_explains_the_controls()
    {
        using var engine = new Engine([new CourseExtension(warmUp: false)]);
        async Task<string[]> Complete(string code) => [.. (await engine.CompleteAsync(code, code.Length, TestContext.Current.CancellationToken)).Items.Select(item => item.Text)];
        Assert.Contains("Interact", await Complete("Inter"));
        Assert.Contains("Slider", await Complete("Interact(I => I, Sli"));
        var interact = await engine.InspectAsync("Interact(I => I, Slider(0, 20))", 3, TestContext.Current.CancellationToken);
        Assert.Contains("moving the control computes it again", interact!.PlainText);
        Assert.Contains("A slider over real numbers", (await engine.InspectAsync("Slider(0, 20)", 3, TestContext.Current.CancellationToken))!.PlainText);
    }
}
