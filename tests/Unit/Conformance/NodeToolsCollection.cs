namespace OpenAIFineTune.Tests.Conformance;

/// <summary>The tests that need Node, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class NodeToolsCollection : ICollectionFixture<NodeTools>
{
    public const string Name = "Node";
}
