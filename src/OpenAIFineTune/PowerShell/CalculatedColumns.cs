using System.Collections.ObjectModel;
using System.Management.Automation;

namespace OpenAIFineTune.PowerShell;

/// <summary>
/// Columns that script blocks make of each object of the pipeline, as the calculated properties of Select-Object.
/// </summary>
internal sealed class CalculatedColumns
{
    private readonly Dictionary<string, ScriptBlock> _scripts = [];

    /// <summary>True when there is a column to calculate.</summary>
    public bool Any => _scripts.Count > 0;

    /// <summary>The name of the column that an argument stands for; a script block is known by its own text.</summary>
    public string? NameOf(object? argument)
    {
        if (argument is not ScriptBlock script)
        {
            return argument as string;
        }

        string name = $"{{{script}}}";
        _scripts[name] = script;
        return name;
    }

    /// <summary>The columns of an object; a script that fails is an error about this object.</summary>
    public IEnumerable<(string Name, object? Value)> Of(object? row)
        => _scripts.Select(script => (script.Key, Calculate(script.Value, row)));

    private static object? Calculate(ScriptBlock script, object? row)
    {
        try
        {
            Collection<PSObject?> values = script.InvokeWithContext(null, [new PSVariable("_", row)]);
            return values.Count > 1 ? values : values.FirstOrDefault();
        }
        catch (RuntimeException e) when (!Errors.IsPipelineControl(e))
        {
            throw new FineTuneException("InvalidExample", $"{{{script}}} failed: {e.Message}", e);
        }
    }
}
