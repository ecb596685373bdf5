using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Wiring;

/// <summary>
/// The variables of a member that hold data which is hashed, in whatever form, and what else becomes of them. Where that
/// cannot be told, the data counts as kept.
/// </summary>
internal sealed class HashedData
{
    private readonly SyntaxNode _member;
    private readonly SemanticModel _model;
    private readonly string? _recorder;
    private readonly bool _isWired;
    private readonly CancellationToken _cancellationToken;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private bool _isKept;

    /// <param name="data">The hashed expressions, all in one member.</param>
    /// <param name="model">What their file means.</param>
    /// <param name="recorder">A method that records, whose caller this is; it keeps nothing.</param>
    /// <param name="isWired">Whether the entry is known to be one of payloads: then what only works on the data keeps none of it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public HashedData(IReadOnlyList<ExpressionSyntax> data, SemanticModel model, string? recorder, bool isWired, CancellationToken cancellationToken)
    {
        (_member, _model, _recorder, _isWired, _cancellationToken) = (data[0].Member(), model, recorder, isWired, cancellationToken);
        foreach (var part in data)
            AddFrom(part);
        AddForms();
        _isKept |= _names.Count == 0;
    }

    /// <summary>The data, as a message names it.</summary>
    public static string Describe(ExpressionSyntax data) => data.Bare() is var bare && bare.ToString() is { Length: <= 40 } text && text.IndexOf('\n') < 0 ? text : "the data";

    /// <summary>Whether the data is stored already, or goes anywhere but into hashes, logs and checks.</summary>
    public bool IsKept() => _isKept || StoresAnything() || Mentions().Any(IsKeeping) || IsKeptByCaller();

    // Whatever is stored here may be it.
    private bool StoresAnything() => _member.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
        call.CalledName()?.Identifier.ValueText is { } name && name != _recorder && StorageVerbs.Stores(name));

    private void AddFrom(ExpressionSyntax value)
    {
        foreach (var node in value.DescendantNodesAndSelf())
        {
            if (node is InvocationExpressionSyntax call && call.CalledName()?.Identifier.ValueText is { } called && StorageVerbs.Reads(called))
                _isKept = true;
            else if (node is BaseObjectCreationExpressionSyntax creation && creation is ObjectCreationExpressionSyntax { Type: SimpleNameSyntax { Identifier.ValueText: "FileStream" or "StreamReader" or "FileInfo" } })
                _isKept = true;
            else if (node is IdentifierNameSyntax name && name.Parent is not (NameColonSyntax or NameEqualsSyntax) && (name.Parent as MemberAccessExpressionSyntax)?.Name != name)
                Add(name);
        }
    }

    private void Add(IdentifierNameSyntax name)
    {
        _isKept |= IsName(Whole(name));
        switch (_model.GetSymbolInfo(name, _cancellationToken).Symbol)
        {
            case ILocalSymbol { IsConst: false } local when _names.Add(local.Name):
                AddFrom(local);
                break;
            case IParameterSymbol { Type.Name: not (nameof(CancellationToken) or "Encoding" or "JsonSerializerOptions") } parameter:
                _names.Add(parameter.Name);
                break;
            // Where it is declared is not there; a type is what begins in capitals.
            case null when !char.IsUpper(name.Identifier.ValueText[0]) || name.Parent is not MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax }:
            // What an object holds is there after the call.
            case IFieldSymbol { IsConst: false, IsStatic: false } or IPropertySymbol { IsStatic: false }:
                _isKept = true;
                break;
        }
    }

    private static string Whole(IdentifierNameSyntax name)
    {
        ExpressionSyntax whole = name;
        while (whole.Parent is MemberAccessExpressionSyntax { Parent: not InvocationExpressionSyntax } access && access.Expression == whole)
            whole = access;
        return whole is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } ? member : name.Identifier.ValueText;
    }

    // The hash of a path, an address or a key stands for a name, not for data.
    private static bool IsName(string variable) =>
        Words.Of(variable) is { Count: > 0 } words && words[words.Count - 1] is "path" or "url" or "uri" or "key" or "id" or "name" or "email" or "address" or "ip" or "phone" or "code" or "password" or "token";

    private void AddFrom(ILocalSymbol local)
    {
        switch (local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellationToken))
        {
            case VariableDeclaratorSyntax { Initializer.Value: var value }:
                AddFrom(value);
                break;
            // An element is not what is at rest: a line, a row of it is hashed.
            case ForEachStatementSyntax { Expression: var all } when !_isWired:
                AddFrom(all);
                break;
            case null or ForEachStatementSyntax or VariableDeclaratorSyntax:
                break;
            default:
                _isKept = true;
                break;
        }

        foreach (var mention in MentionsOf(local.Name))
        {
            if (mention.Parent is AssignmentExpressionSyntax assignment && assignment.Left == mention)
                AddFrom(assignment.Right);
            // file.CopyTo(buffer)
            else if (mention.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CopyTo" or "CopyToAsync", Expression: var source } } })
                AddFrom(source);
        }
    }

    // var text = Encoding.UTF8.GetString(data)
    private void AddForms()
    {
        for (var before = -1; before != _names.Count;)
        {
            before = _names.Count;
            foreach (var variable in _member.DescendantNodes().OfType<VariableDeclaratorSyntax>())
            {
                if (variable.Initializer is { Value: var value } && IsFormOf(value))
                    _names.Add(variable.Identifier.ValueText);
            }

            foreach (var loop in _member.DescendantNodes().OfType<ForEachStatementSyntax>())
            {
                if (loop.Expression.Bare() is IdentifierNameSyntax all && _names.Contains(all.Identifier.ValueText))
                    _names.Add(loop.Identifier.ValueText);
            }
        }
    }

    private bool IsFormOf(ExpressionSyntax value) => value.Bare() switch
    {
        IdentifierNameSyntax name => _names.Contains(name.Identifier.ValueText),
        AwaitExpressionSyntax awaited => IsFormOf(awaited.Expression),
        MemberAccessExpressionSyntax access => !IsAside(access) && IsFormOf(access.Expression),
        ElementAccessExpressionSyntax part => IsFormOf(part.Expression),
        BaseObjectCreationExpressionSyntax { ArgumentList: { } arguments } => arguments.Arguments.Any(argument => IsFormOf(argument.Expression)),
        InvocationExpressionSyntax call => call.CalledName() is { Identifier.ValueText: var name } && StorageVerbs.Converts(name) && !HashComputation.MayCompute(name)
            && ((call.Expression is MemberAccessExpressionSyntax { Expression: var receiver } && IsFormOf(receiver)) || call.ArgumentList.Arguments.Any(argument => IsFormOf(argument.Expression))),
        _ => false,
    };

    private IEnumerable<IdentifierNameSyntax> Mentions() => _names.SelectMany(MentionsOf);

    private IEnumerable<IdentifierNameSyntax> MentionsOf(string variable) => _member.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name =>
        name.Identifier.ValueText == variable && name.Parent is not (NameColonSyntax or NameEqualsSyntax) && (name.Parent as MemberAccessExpressionSyntax)?.Name != name
        && name.FirstAncestorOrSelf<TypeSyntax>(static type => type is not NameSyntax) is null);

    private bool IsKeeping(IdentifierNameSyntax mention)
    {
        for (ExpressionSyntax value = mention; ;)
        {
            var whole = value.Awaited().Whole();
            switch (whole.Parent)
            {
                case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when call.Expression == access:
                    if (!Passes(call, access.Name.Identifier.ValueText))
                        return !IsIdle(call, access.Name.Identifier.ValueText, isReceiver: true);
                    value = call;
                    break;
                case MemberAccessExpressionSyntax access:
                    if (IsAside(access))
                        return false;
                    value = access;
                    break;
                case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } when call.CalledName() is { Identifier.ValueText: var name }:
                    if (!Passes(call, name))
                        return !IsIdle(call, name, isReceiver: false);
                    value = call;
                    break;
                case ArgumentSyntax { Parent.Parent: ObjectCreationExpressionSyntax { Type: SimpleNameSyntax { Identifier.ValueText: "MemoryStream" or "ReadOnlyMemory" or "ReadOnlySpan" or "ArraySegment" } } stream }:
                    value = stream;
                    break;
                case ElementAccessExpressionSyntax part when part.Expression == whole:
                    value = part;
                    break;
                case InterpolationSyntax { Parent: ExpressionSyntax text }:
                    value = text;
                    break;
                case ConditionalExpressionSyntax choice when choice.Condition != whole:
                    value = choice;
                    break;
                case BinaryExpressionSyntax both:
                    if (!both.IsKind(SyntaxKind.CoalesceExpression) && !both.IsKind(SyntaxKind.AddExpression))
                        return false;
                    value = both;
                    break;
                // What is declared of it is followed by its own mentions.
                case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }:
                    return !_names.Contains(variable.Identifier.ValueText) && !IsFlat(variable);
                case AssignmentExpressionSyntax assignment:
                    return assignment.Left != whole && !(assignment.Left is IdentifierNameSyntax target && _names.Contains(target.Identifier.ValueText));
                case IsPatternExpressionSyntax or ForEachStatementSyntax or UsingStatementSyntax or ExpressionStatementSyntax or IfStatementSyntax or PrefixUnaryExpressionSyntax:
                    return false;
                default:
                    return true;
            }
        }
    }

    // A number or a moment that is taken of it.
    private bool IsFlat(VariableDeclaratorSyntax variable) => _model.GetDeclaredSymbol(variable, _cancellationToken) is ILocalSymbol { Type: { IsValueType: true } type } && !type.IsRefLikeType;

    private static bool Passes(InvocationExpressionSyntax call, string name) => StorageVerbs.Converts(name) && !HashComputation.MayCompute(name) && call.Parent is not ExpressionStatementSyntax;

    private bool IsIdle(InvocationExpressionSyntax call, string name, bool isReceiver) =>
        HashComputation.MayCompute(name)
        || name == _recorder
        || name is "AppendData" or "Compute" or "ComputeAsync" or "nameof" or "ThrowIfNull" or "ThrowIfNullOrEmpty" or "ThrowIfNullOrWhiteSpace" or "IsNullOrEmpty" or "IsNullOrWhiteSpace" or "Equals" or "SequenceEqual" or "Any" or "Count" or "GetByteCount"
        || (isReceiver && name is "Dispose" or "DisposeAsync" or "Close" or "Seek" or "Flush" or "FlushAsync" or "SetLength" or "StartsWith" or "EndsWith" or "Contains" or "IndexOf")
        || IsCopyIntoForm(call, name)
        || call.FirstAncestorOrSelf<StatementSyntax>() is ExpressionStatementSyntax told && Logging.IsAll(told)
        || (_isWired && StorageVerbs.Works(name));

    private bool IsCopyIntoForm(InvocationExpressionSyntax call, string name) =>
        name is "CopyTo" or "CopyToAsync" && call.ArgumentList.Arguments is [{ Expression: var target }, ..] && target.Bare() is IdentifierNameSyntax buffer && _names.Contains(buffer.Identifier.ValueText);

    // Its length, its number, what it is called: none of it is the data.
    private bool IsAside(MemberAccessExpressionSyntax access) =>
        Words.Of(access.Name.Identifier.ValueText) is { Count: > 0 } words && words[words.Count - 1] is "name" or "id" or "type" or "index" or "extension" or "kind" or "title" or "length" or "count" or "size" or "number" or "position"
        || (_model.GetTypeInfo(access, _cancellationToken).Type is { IsValueType: true } type && type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_Double or SpecialType.System_DateTime);

    // Within the type, a private method is judged with its callers.
    private bool IsKeptByCaller()
    {
        if (_recorder is not null || Private(_member) is not { } method)
            return false;
        var calls = method.Parent!.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(call => call.CalledName()?.Identifier.ValueText == method.Identifier.ValueText && !method.Span.Contains(call.Span));
        return calls.Any(call => Given(call, method) is { Count: > 0 } given && new HashedData(given, _model, method.Identifier.ValueText, _isWired, _cancellationToken).IsKept());
    }

    private List<ExpressionSyntax> Given(InvocationExpressionSyntax call, MethodDeclarationSyntax method) =>
        [.. method.ParameterList.Parameters
            .Select((parameter, at) => (Name: parameter.Identifier.ValueText, At: at))
            .Where(parameter => _names.Contains(parameter.Name))
            .Select(parameter => call.ArgumentList.Argument(parameter.Name, parameter.At))
            .OfType<ExpressionSyntax>()];

    private static MethodDeclarationSyntax? Private(SyntaxNode member) =>
        member is MethodDeclarationSyntax { Parent: TypeDeclarationSyntax } method && !method.Modifiers.Any(static modifier => modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.InternalKeyword or SyntaxKind.OverrideKeyword) && method.ExplicitInterfaceSpecifier is null
            ? method
            : null;
}
