using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Course.Tests;

/// <summary>The book, built by its command.</summary>
public sealed class Book : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("course-book-");

    public Book()
    {
        var (code, report) = ExecutedChapters.Run(["book", "--output", folder.FullName]);
        Assert.True(code == 0, report);
    }

    public string Folder => folder.FullName;

    public void Dispose() => folder.Delete(recursive: true);
}

/// <summary>The book in a browser, from a folder without a network: what a reader would see, and what would be wrong. Skipped where there is no Chromium.</summary>
public sealed class BookInBrowserTests(Book book) : IClassFixture<Book>, IAsyncLifetime
{
    private const float Patience = 180_000;

    private readonly List<string> wrong = [];
    private IPlaywright? playwright;
    private IBrowser? browser;

    public static TheoryData<string> Notebooks => NotebookFormTests.Notebooks;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Chromium.IsThere, Chromium.Missing);
        playwright = await Playwright.CreateAsync();
        browser = await Chromium.LaunchAsync(playwright);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }

    [Theory, MemberData(nameof(Notebooks))]
    public async Task A_page_is_drawn_whole_on_a_desk_and_on_a_phone(string name)
    {
        foreach (var (width, height) in new[] { (1280, 900), (390, 844) })
        {
            var page = await ShownAsync(Address(name), width, height);
            await page.WaitForFunctionAsync("() => document.querySelectorAll('script.plotly').length === document.querySelectorAll('.js-plotly-plot .main-svg:first-child').length", null, new() { PollingInterval = 200 });
            Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, $"{name} is wider than {width} pixels: {await WidestAsync(page)}");
            Assert.Empty(await page.EvaluateAsync<string[]>("[...document.querySelectorAll('.katex-error')].map(error => error.title)"));
            Assert.Equal(0, await page.EvaluateAsync<int>("[...document.querySelectorAll('.math')].filter(math => !math.querySelector('.katex')).length"));
        }

        Assert.Empty(wrong);
    }

    [Theory, MemberData(nameof(Notebooks))]
    public async Task A_page_is_accessible_by_light_and_by_dark(string name)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            var page = await OpenAsync(Address(name), 1280, 900, scheme);
            var found = await page.RunAxe();
            Assert.True(found.Violations.Length == 0, $"{name}, {scheme}:\n{string.Join('\n', found.Violations.Select(violation => $"{violation.Id}: {violation.Help}\n  {string.Join("\n  ", violation.Nodes.Take(3).Select(node => node.Html))}"))}");
        }
    }

    [Fact]
    public async Task A_reader_searches_and_turns_pages_by_keys()
    {
        var page = await OpenAsync("index.html", 1280, 900);
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("refractory peri");
        var first = page.Locator("#found [role=option]").First;
        await first.WaitForAsync();
        var address = await first.GetAttributeAsync("data-address");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync($"**/{address}");
        Assert.Contains("refractory", await page.Locator("main").InnerTextAsync(), StringComparison.OrdinalIgnoreCase);

        await page.GotoAsync(Address(Path.GetFileName(Repository.Notebooks.First())));
        await page.Keyboard.PressAsync("ArrowRight");
        await page.WaitForURLAsync($"**/{Path.GetFileNameWithoutExtension(Repository.Notebooks.ElementAt(1))}.html");
        await page.Keyboard.PressAsync("d");
        Assert.Equal("dark", await page.EvaluateAsync<string>("getComputedStyle(document.documentElement).colorScheme"));
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_live_control_works_without_a_kernel()
    {
        var page = await OpenAsync(Path.GetFileName(Repository.Notebooks.First()), 1280, 900);
        var panel = page.Locator(".frames").First;
        var before = await panel.Locator(".frame").InnerHTMLAsync();
        await panel.Locator("input[type=range]").First.FillAsync("0");
        Assert.NotEqual(before, await panel.Locator(".frame").InnerHTMLAsync());
        Assert.Empty(wrong);
    }

    private string Address(string file) => new Uri(Path.Combine(book.Folder, Path.ChangeExtension(file, "html"))).AbsoluteUri;

    // A page shown from top to bottom, for figures are drawn when they come near. On a busy machine Chromium without a display now and then shows no further frame of a long page, whatever is asked of it:
    // about one time in fifteen. Another one is started then.
    private async Task<IPage> ShownAsync(string address, int width, int height)
    {
        for (var attempt = 1; ; attempt++)
        {
            var page = await OpenAsync(address, width, height);
            var shown = await page.EvaluateAsync<bool>("""
                async () => {
                  for (let y = 0; y < document.body.scrollHeight; y += 500) {
                    scrollTo(0, y);
                    const frame = new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))));
                    if (!await Promise.race([frame, new Promise(done => setTimeout(() => done(false), 20000))])) { return false; }
                  }
                  return true;
                }
                """);
            if (shown || attempt == 4)
            {
                return page;
            }

            await browser!.DisposeAsync();
            browser = await Chromium.LaunchAsync(playwright!);
        }
    }

    private async Task<IPage> OpenAsync(string file, int width, int height, ColorScheme scheme = ColorScheme.Light)
    {
        var page = await browser!.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme });
        page.SetDefaultTimeout(Patience);
        page.PageError += (_, error) => wrong.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                wrong.Add(message.Text);
            }
        };
        page.RequestFailed += (_, request) => wrong.Add($"{request.Url}: {request.Failure}");
        await page.GotoAsync(file.Contains(':', StringComparison.Ordinal) ? file : Address(file));
        return page;
    }

    private static async Task<string> WidestAsync(IPage page) => await page.EvaluateAsync<string>(
        "[...document.querySelectorAll('main *')].filter(element => element.getBoundingClientRect().right > innerWidth && !element.closest('.scroll, pre, .math, .output')).slice(0, 3).map(element => element.outerHTML.slice(0, 150)).join('\\n')");
}
