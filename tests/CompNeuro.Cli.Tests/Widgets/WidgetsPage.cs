using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CompNeuro.Kernel.Jupyter;
using Microsoft.Playwright;

namespace CompNeuro.Cli.Tests.Widgets;

/// <summary>
/// A browser on a page of JupyterLab's output areas and the widgets library, a Jupyter server, and our kernel behind it. The page is
/// bundled from npm packages, once for each build of the tests.
/// </summary>
public sealed class WidgetsPage : IAsyncLifetime
{
    private static readonly string Source = Path.Combine(AppContext.BaseDirectory, "Widgets");
    private static readonly string Bundle = Path.Combine(Source, "bundle", "page.js");

    private readonly string data = Directory.CreateTempSubdirectory("compneuro-widgets-").FullName;
    private Process? server;
    private IPlaywright? playwright;
    private IBrowser? browser;
    private string address = "";
    private string kernel = "";

    /// <summary>Why there is no page here; null when there is one.</summary>
    public string? Missing { get; private set; }

    public IPage Page { get; private set; } = null!;

    /// <summary>What went wrong in the page's scripts.</summary>
    public List<string> Errors { get; } = [];

    public async ValueTask InitializeAsync()
    {
        Missing = await PrepareAsync();
        if (Missing is null)
        {
            playwright = await Playwright.CreateAsync();
            browser = await Chromium.LaunchAsync(playwright);
            await OpenAsync();
            Assert.Empty(Errors);
            kernel = await Page.EvaluateAsync<string>("connect()");
        }
    }

    /// <summary>Runs a cell on the page; gives its output's place.</summary>
    public async Task<ILocator> RunAsync(string code)
    {
        var cells = await Page.Locator("[data-cell]").CountAsync();
        Assert.Equal("ok", await Page.EvaluateAsync<string>("code => run(code)", code));
        return Page.Locator($"[data-cell='{cells}']");
    }

    /// <summary>What a front end saves as the outputs of a cell.</summary>
    public static Task<string> SavedAsync(ILocator cell) => cell.EvaluateAsync<string>("node => JSON.stringify(saved(Number(node.dataset.cell)))");

    /// <summary>Loads the page again, with the same kernel and the outputs as they were saved.</summary>
    public async Task<ILocator> ReloadAsync(string outputs)
    {
        await OpenAsync();
        await Page.EvaluateAsync<string>("id => connect(id)", kernel);
        await Page.EvaluateAsync("outputs => run(null, JSON.parse(outputs))", outputs);
        return Page.Locator("[data-cell='0']");
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (server is not null)
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
            server.Dispose();
        }

        Directory.Delete(data, recursive: true);
    }

    private async Task<string?> PrepareAsync()
    {
        if (!Chromium.IsThere)
        {
            return Chromium.Missing;
        }

        if (!File.Exists(Bundle) && await BundleAsync() is { } problem)
        {
            return $"The page with the widgets library could not be made from npm packages: {problem}";
        }

        new KernelSpecification("compneuro", "C# (CompNeuro)", "C#",
            [Machine.DotNet.Muxer, Path.Combine(AppContext.BaseDirectory, "CompNeuro.Cli.dll"), "kernel", "start", "--connection-file", "{connection_file}"]).Install(data);
        return await StartServerAsync() ? null : "No Jupyter server starts here (on Debian: apt install jupyter-notebook).";
    }

    private static async Task<string?> BundleAsync()
    {
        string[] loaders = ["svg=text", "woff=dataurl", "woff2=dataurl", "ttf=dataurl", "eot=empty"];
        foreach (var (program, arguments) in new (string, string[])[]
        {
            ("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock", "--prefer-offline"]),
            (Path.Combine(Source, "node_modules", ".bin", "esbuild"), ["page.js", "--bundle", "--outfile=bundle/page.js", "--define:global=window", "--define:__webpack_public_path__=window.publicPath", "--define:process.env.NODE_ENV=\"production\"", "--alias:@jupyter-widgets/base7=@jupyter-widgets/base", "--alias:@jupyter-widgets/controls7=@jupyter-widgets/controls", .. loaders.Select(loader => "--loader:." + loader)]),
        })
        {
            try
            {
                using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = Source, RedirectStandardOutput = true, RedirectStandardError = true })!;
                var output = process.StandardOutput.ReadToEndAsync();
                var error = await process.StandardError.ReadToEndAsync();
                await process.WaitForExitAsync();
                if (process.ExitCode != 0)
                {
                    return error + await output;
                }
            }
            catch (System.ComponentModel.Win32Exception problem)
            {
                return problem.Message;
            }
        }

        return null;
    }

    private async Task<bool> StartServerAsync()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        }

        var start = new ProcessStartInfo("jupyter", ["notebook", "--no-browser", "--allow-root", "--ip=127.0.0.1", $"--port={new Uri(address).Port}", "--NotebookApp.token=", "--NotebookApp.password=", "--NotebookApp.disable_check_xsrf=True", $"--NotebookApp.extra_static_paths=['{Source}']"])
        {
            WorkingDirectory = data, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["JUPYTER_DATA_DIR"] = data;
        start.Environment["JUPYTER_RUNTIME_DIR"] = Path.Combine(data, "runtime");
        start.Environment["JUPYTER_CONFIG_DIR"] = Path.Combine(data, "config");
        start.Environment["XDG_DATA_HOME"] = data;
        try
        {
            server = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }

        _ = server.StandardOutput.ReadToEndAsync();
        _ = server.StandardError.ReadToEndAsync();
        using var client = new HttpClient();
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(30) && !server.HasExited; await Task.Delay(100))
        {
            try
            {
                return (await client.GetAsync(new Uri(address + "api"))).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }
        }

        return false;
    }

    private async Task OpenAsync()
    {
        if (Page is not null)
        {
            await Page.CloseAsync();
        }

        Page = await browser!.NewPageAsync(new() { ViewportSize = new() { Width = 900, Height = 1200 } });
        Page.PageError += (_, error) => Errors.Add(error);
        await Page.GotoAsync(address + "static/page.html");
    }
}
