using System.Collections;
using System.Reflection;

namespace OpenAIFineTune.Tests.Module;

/// <summary>
/// Lists on the models are arrays: what a collection expression makes of an IReadOnlyList has a hidden indexer, and in
/// PowerShell $job.ResultFiles[0] would give the whole list.
/// </summary>
public sealed class ListPropertyTests
{
    public static TheoryData<string, string> Lists => [.. typeof(FineTuneJob).Assembly.GetExportedTypes()
        .Where(type => type.Namespace == "OpenAIFineTune")
        .SelectMany(type => type.GetProperties())
        .Where(property => property.CanWrite
            && property.PropertyType.IsGenericType
            && property.PropertyType.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        .Select(property => (property.DeclaringType!.Name, property.Name))];

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_list_is_kept_as_an_array(string type, string name)
    {
        Type model = typeof(FineTuneJob).Assembly.GetType($"OpenAIFineTune.{type}", throwOnError: true)!;
        PropertyInfo property = model.GetProperty(name)!;
        Type element = property.PropertyType.GetGenericArguments()[0];
        object instance = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(model);

        property.SetValue(instance, Activator.CreateInstance(typeof(List<>).MakeGenericType(element)));

        Assert.IsType<Array>(property.GetValue(instance), exactMatch: false);
        Assert.Empty((IEnumerable)property.GetValue(instance)!);
    }
}
