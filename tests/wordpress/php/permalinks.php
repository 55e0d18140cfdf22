<?php
// Sets the structure of permalinks to what stands on standard input; nothing there switches them off.
require ABSPATH . 'wp-load.php';
$GLOBALS['wp_rewrite']->set_permalink_structure(trim(stream_get_contents(STDIN)));
$GLOBALS['wp_rewrite']->flush_rules(false);
