BeforeAll {
    . $PSScriptRoot/JobFixture.ps1
    . $PSScriptRoot/../NewPowerShell.ps1
    function Get-Completion([string] $Line) { (TabExpansion2 $Line $Line.Length).CompletionMatches }
    $script:State = Join-Path $TestDrive state
    $null = Connect-FineTune -Local -StatePath $State
    $script:Train = New-TrainingFile TestDrive:/train.jsonl
    $script:Done = New-FineTune $Train -Suffix done | Wait-FineTune
    Push-Location $TestDrive
    Set-Content table.csv 'Question;Team name', 'a;b'
    Set-Content other.csv 'Other', 'x'
}

AfterAll {
    Pop-Location
    Get-FineTuneConnection | Disconnect-FineTune
}

Describe 'Completion' {
    It 'offers the columns of the file for -<_>' -ForEach PromptProperty, CompletionProperty, PreferredProperty, NonPreferredProperty, SystemMessage {
        (Get-Completion "ConvertTo-FineTuneJsonl ./table.csv -$_ ").CompletionText | Should -Be 'Question', "'Team name'"
        (Get-Completion "ConvertTo-FineTuneJsonl -Path ./table.csv -$_ te").CompletionText | Should -Be "'Team name'"
    }

    It 'offers the columns of what <_> reads at the start of the pipeline' -ForEach 'ConvertTo-FineTuneJsonl', 'Invoke-FineTunedCompletion -Model m' {
        (Get-Completion "Import-Csv ./table.csv -Delimiter ';' | $_ -PromptProperty ").CompletionText | Should -Be 'Question', "'Team name'"
    }

    It 'offers nothing, and does not fail, for a file that is <What>' -ForEach @(
        @{ What = 'missing'; Name = 'none.csv' }
        @{ What = 'empty'; Name = 'empty.csv' }
        @{ What = 'no table'; Name = 'broken.xlsx' }
    ) {
        Set-Content empty.csv '' -NoNewline
        Set-Content broken.xlsx 'x'
        (Get-Completion "ConvertTo-FineTuneJsonl ./$Name -PromptProperty zz").CompletionText | Should -BeNullOrEmpty
    }

    It 'offers no column whose name a terminal would act on' {
        Set-Content tricky.csv "good,ba`e[2Jd", 'a,b'
        (Get-Completion 'ConvertTo-FineTuneJsonl ./tricky.csv -PromptProperty ').CompletionText | Should -Be 'good'
    }

    It 'leaves no file open' -Skip:(-not $IsLinux) {
        $zip = [IO.Compression.ZipFile]::Open((Join-Path $TestDrive table.xlsx), 'Create')
        $open = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        $links = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
        $parts = @{
            'xl/_rels/workbook.xml.rels' = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
                "<Relationship Id=""r1"" Type=""$links/worksheet"" Target=""worksheets/sheet1.xml""/></Relationships>"
            'xl/workbook.xml' = "<workbook $open xmlns:r=""$links""><sheets><sheet name=""One"" sheetId=""1"" r:id=""r1""/></sheets></workbook>"
            'xl/worksheets/sheet1.xml' = "<worksheet $open><sheetData><row r=""1""><c t=""inlineStr""><is><t>Question</t></is></c></row></sheetData></worksheet>"
        }
        foreach ($part in $parts.GetEnumerator()) {
            $writer = [IO.StreamWriter]::new($zip.CreateEntry($part.Key).Open())
            $writer.Write($part.Value)
            $writer.Dispose()
        }
        $zip.Dispose()
        (Get-Completion 'ConvertTo-FineTuneJsonl ./table.xlsx -PromptProperty ').CompletionText | Should -Be 'Question'
        (Get-ChildItem "/proc/$PID/fd").LinkTarget -like '*table.xlsx' | Should -BeNullOrEmpty
    }

    It 'offers the sheets of a workbook' {
        $zip = [IO.Compression.ZipFile]::Open((Join-Path $TestDrive book.xlsx), 'Create')
        $writer = [IO.StreamWriter]::new($zip.CreateEntry('xl/workbook.xml').Open())
        $writer.Write('<workbook xmlns="x"><sheets><sheet name="All tickets"/><sheet name="Old"/></sheets></workbook>')
        $writer.Dispose()
        $zip.Dispose()
        (Get-Completion 'ConvertTo-FineTuneJsonl ./book.xlsx -WorksheetName ').CompletionText | Should -Be "'All tickets'", 'Old'
    }

    It 'offers auto for -<_>' -ForEach Epochs, BatchSize, LearningRateMultiplier, Beta {
        (Get-Completion "New-FineTune x -$_ ").CompletionText | Should -Be 'auto'
    }

    It 'says what each rule does' {
        $offers = Get-Completion 'ConvertTo-FineTuneJsonl x -SkipRule '
        $offers.Count | Should -Be 14
        ($offers | Where-Object CompletionText -eq Duplicate).ToolTip | Should -Be 'Leaves out repeats'
    }

    It 'offers jobs that have ended where they are looked at, and not where they are waited for' {
        (Get-Completion 'Get-FineTune ftj').CompletionText | Should -Contain $Done.Id
        (Get-Completion 'Wait-FineTune ftj').CompletionText | Should -Not -Contain $Done.Id
        (Get-Completion 'Stop-FineTune ftj').CompletionText | Should -Not -Contain $Done.Id
    }

    It 'offers no base model where models are removed' {
        $offered = (Get-Completion 'Remove-FineTunedModel ').CompletionText
        $offered | Should -Contain $Done.FineTunedModel
        $offered | Should -Not -Contain $Done.Model
        $offered | Should -Not -Contain 'davinci'
        (Get-Completion 'Get-FineTunedModel ').CompletionText | Should -Contain $Done.Model
    }

    It 'offers the files of jobs, and those that were listed, with a word about each' {
        (Get-Completion 'Remove-FineTuneFile ').CompletionText | Should -Contain $Done.TrainingFile
        $null = Get-FineTuneFile
        (Get-Completion 'Get-FineTuneFile file-' | Where-Object CompletionText -eq $Done.TrainingFile).ToolTip | Should -BeLike 'train.jsonl, *fine-tune'
    }

    It 'offers paths for training files until an id is begun' {
        (Get-Completion 'New-FineTune ./tra').CompletionText | Should -Match 'train\.jsonl$'
        (Get-Completion 'New-FineTune file-').CompletionText | Should -Contain $Done.TrainingFile
    }

    It 'offers the ports of the servers that run' {
        $server = Start-FineTuneServer -StatePath $State -PassThru
        try { (Get-Completion 'Stop-FineTuneServer -Port ').CompletionText | Should -Be "$($server.Port)" }
        finally { $server | Stop-FineTuneServer }
    }

    It 'offers the old base models for data' {
        (Get-Completion 'ConvertTo-FineTuneJsonl x -Model d').CompletionText | Should -Be 'davinci', 'davinci-002'
    }

    It 'offers only models of the connection in use' {
        $null = Connect-FineTune -BaseUri http://127.0.0.1:9/v1 -Name other
        (Get-Completion 'Invoke-FineTunedCompletion x -Model ft:').CompletionText | Should -Not -Contain $Done.FineTunedModel
        (Get-Completion 'Invoke-FineTunedCompletion x -Connection Local -Model ft:').CompletionText | Should -Contain $Done.FineTunedModel
        Disconnect-FineTune
    }

    It 'knows base models before anything is connected, and the models of the local engine in a new session' {
        $found = Invoke-NewPowerShell -Command "
            Import-Module '$(Resolve-Path "$PSScriptRoot/../../OpenAIFineTune.psd1")'
            (TabExpansion2 'New-FineTune x -Model ' 22).CompletionMatches.CompletionText -join ' '
            `$null = Connect-FineTune -Local -StatePath '$State'
            (TabExpansion2 'Invoke-FineTunedCompletion x -Model ft:' 38).CompletionMatches.CompletionText -join ' '"
        $found[0] -split ' ' | Should -Contain 'local-baseline'
        $found[0] -split ' ' | Should -Contain 'davinci'
        $found[0] -split ' ' | Should -Contain 'gpt-4.1-mini-2025-04-14'
        $found[1] -split ' ' | Should -Contain $Done.FineTunedModel
    }
}
