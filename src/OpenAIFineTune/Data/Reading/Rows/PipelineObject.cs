using System.Management.Automation;
using System.Management.Automation.Internal;

namespace OpenAIFineTune.Data.Reading.Rows;

/// <summary>
/// The one place where data preparation knows PowerShell's objects: takes off their wrapping and names their
/// properties.
/// </summary>
internal static class PipelineObject
{
    /// <summary>The value itself; an object that is nothing but its properties stays as it is.</summary>
    public static object? Unwrap(object? value)
    {
        if (value is not PSObject wrapped)
        {
            return value;
        }

        return ReferenceEquals(wrapped, AutomationNull.Value) ? null
            : wrapped.BaseObject is PSCustomObject ? wrapped
            : wrapped.BaseObject;
    }

    /// <summary>True for objects that are nothing but their properties, as <c>Import-Csv</c> makes them.</summary>
    public static bool IsRecord(object value) => value is PSObject;

    /// <summary>True for what a property throws that can't give its value.</summary>
    public static bool IsGetterFailure(Exception e) => e is GetValueException;

    /// <summary>
    /// Adds the values of the named properties of a record; false when one is missing. Going through all properties
    /// takes PowerShell several times longer than making the object did; looking up known names is nearly free.
    /// </summary>
    public static bool TryAddValues(object record, IReadOnlyList<string> names, List<object?> values)
    {
        PSMemberInfoCollection<PSPropertyInfo> properties = ((PSObject)record).Properties;
        for (int i = 0; i < names.Count; i++)
        {
            if (properties[names[i]] is not { } property)
            {
                return false;
            }

            values.Add(property.Value);
        }

        return true;
    }

    /// <summary>True when a record has any of the named properties.</summary>
    public static bool HasAny(object record, IReadOnlyList<string> names)
    {
        PSMemberInfoCollection<PSPropertyInfo> properties = ((PSObject)record).Properties;
        return names.Any(name => properties[name] is not null);
    }

    /// <summary>Adds the properties of any object; a getter that throws ends it.</summary>
    public static void AddProperties(object value, List<string> names, List<object?> values)
    {
        foreach (PSPropertyInfo property in PSObject.AsPSObject(value).Properties)
        {
            if (property.IsGettable)
            {
                names.Add(property.Name);
                values.Add(property.Value);
            }
        }
    }
}
