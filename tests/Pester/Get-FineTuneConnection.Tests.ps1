BeforeAll {
    . $PSScriptRoot/FileFixture.ps1
}

Describe 'Get-FineTuneConnection' {
    BeforeAll {
        Disconnect-FineTune -All
        $null = Connect-FineTune -Name first -ApiKey sk-1
        $null = Connect-FineTune -Name second -Provider Nebius -ApiKey sk-2
    }

    AfterAll {
        Disconnect-FineTune -All
    }

    It 'shows all connections, and the current one' {
        (Get-FineTuneConnection).Name | Should -Be 'first', 'second'
        (Get-FineTuneConnection -Current).Name | Should -Be 'second'
    }

    It 'takes wildcards and names from the pipeline' {
        (Get-FineTuneConnection f*).Name | Should -Be 'first'
        ('second', 'first' | Get-FineTuneConnection).Name | Should -Be 'second', 'first'
    }

    It 'says that a name is unknown' {
        Get-FineTuneConnection third -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.FullyQualifiedErrorId | Should -Be 'NotFound,OpenAIFineTune.Commands.GetFineTuneConnectionCommand'
        $failure.TargetObject | Should -Be 'third'
    }

    It 'shows nothing of the key in a table' {
        Get-FineTuneConnection | Format-Table | Out-String | Should -Not -Match 'sk-'
    }

    It 'completes a name in the quotes that it needs' {
        $null = Connect-FineTune -Local -StatePath (Join-Path $TestDrive 'quoted') -Name "it's"
        (TabExpansion2 'Get-FineTune -Connection ' 25).CompletionMatches.CompletionText | Should -Contain "'it''s'"
        Disconnect-FineTune "it's"
    }
}
