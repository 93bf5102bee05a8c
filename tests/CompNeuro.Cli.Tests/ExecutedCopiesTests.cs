using CompNeuro.Cli.Running;

namespace CompNeuro.Cli.Tests;

public class ExecutedCopiesTests
{
    [Fact]
    public void One_file_for_several_notebooks_and_two_copies_of_one_name_are_refused()
    {
        Assert.Contains("Name a folder", Assert.Throws<UserError>(() => ExecutedCopies.Plan(["/a/x.ipynb", "/a/y.ipynb"], "/b/z.ipynb")).Message);
        Assert.Contains("Two notebooks are named x.ipynb", Assert.Throws<UserError>(() => ExecutedCopies.Plan(["/a/x.ipynb", "/b/x.ipynb"], "/c")).Message);
        Assert.Empty(ExecutedCopies.Plan(["/a/x.ipynb"], null));
    }
}
