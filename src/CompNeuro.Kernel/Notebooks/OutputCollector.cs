using System.Text;
using System.Text.Json.Nodes;

namespace CompNeuro.Kernel.Notebooks;

/// <summary>Turns what a cell shows into nbformat outputs, as a front end would: streams merged, displays updated in place.</summary>
internal sealed class OutputCollector
{
    private readonly Dictionary<string, List<JsonObject>> _displays = [];
    private readonly List<JsonObject> _outputs = [];
    private readonly StringBuilder _text = new();
    private StreamName _stream;
    private bool _clearOnNext;

    /// <summary>The outputs of the cell so far; the next cell starts with none.</summary>
    internal IReadOnlyList<JsonObject> Take()
    {
        EndStream();
        IReadOnlyList<JsonObject> taken = [.. _outputs];
        _outputs.Clear();
        _clearOnNext = false;
        return taken;
    }

    internal void Add(WorkerEvent happened)
    {
        switch (happened)
        {
            case WorkerEvent.Stream(var name, var text):
                ClearIfDue();
                if (name != _stream)
                {
                    EndStream();
                }
                _stream = name;
                _text.Append(text);
                break;
            case WorkerEvent.Display(var data, var displayId):
                ClearIfDue();
                var output = new JsonObject { ["data"] = Bundle(data), ["metadata"] = new JsonObject(), ["output_type"] = "display_data" };
                Append(output);
                if (displayId is not null)
                {
                    (_displays.TryGetValue(displayId, out var shown) ? shown : _displays[displayId] = []).Add(output);
                }
                break;
            case WorkerEvent.Update(var data, var displayId):
                foreach (var earlier in _displays.GetValueOrDefault(displayId) ?? [])
                {
                    earlier["data"] = Bundle(data);
                }
                break;
            case WorkerEvent.Clear(var wait):
                _clearOnNext = true;
                if (!wait)
                {
                    ClearIfDue();
                }
                break;
        }
    }

    internal void AddResult(IReadOnlyDictionary<string, JsonNode> data, int executionCount)
    {
        ClearIfDue();
        Append(new JsonObject
        {
            ["data"] = Bundle(data),
            ["execution_count"] = executionCount,
            ["metadata"] = new JsonObject(),
            ["output_type"] = "execute_result",
        });
    }

    internal void AddError(CellError error)
    {
        ClearIfDue();
        Append(new JsonObject
        {
            ["ename"] = error.Name,
            ["evalue"] = error.Message,
            ["output_type"] = "error",
            ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)JsonValue.Create(line))]),
        });
    }

    private void Append(JsonObject output)
    {
        EndStream();
        _outputs.Add(output);
    }

    private void EndStream()
    {
        if (_text.Length == 0)
        {
            return;
        }
        _outputs.Add(new JsonObject
        {
            ["name"] = _stream == StreamName.StandardOutput ? "stdout" : "stderr",
            ["output_type"] = "stream",
            ["text"] = MultilineText.Write(_text.ToString()),
        });
        _text.Clear();
    }

    private void ClearIfDue()
    {
        if (_clearOnNext)
        {
            _outputs.Clear();
            _text.Clear();
            _clearOnNext = false;
        }
    }

    /// <summary>As nbformat stores it: keys sorted, text (not base64, not JSON) as lines.</summary>
    private static JsonObject Bundle(IReadOnlyDictionary<string, JsonNode> data)
    {
        var bundle = new JsonObject();
        foreach (var (mime, value) in data.OrderBy(form => form.Key, StringComparer.Ordinal))
        {
            var isText = mime.StartsWith("text/", StringComparison.Ordinal) || mime is "image/svg+xml" or "application/javascript";
            bundle[mime] = isText && MultilineText.TryRead(value, out var text) ? MultilineText.Write(text) : value.DeepClone();
        }
        return bundle;
    }
}
